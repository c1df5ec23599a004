// Keyboard and small comforts; every page works without them.
"use strict";
