"""Whether the tests of the rules bite: small faults are put into the rules, and some test must fail for each."""
