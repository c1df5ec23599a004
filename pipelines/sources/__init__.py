"""Where documents come from: a folder, or paths named on the command line.

A source yields documents as received, decoded but not interpreted. Reading what they say belongs in `pipelines.text`.
A further source is one further module here that keeps the protocol `types.Source`.
"""
