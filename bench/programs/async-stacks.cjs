// What a debugger costs that keeps async stacks.
'use strict';
const { Session } = require('node:inspector');
const session = new Session();
session.connect();
session.post('Debugger.enable');
session.post('Debugger.setAsyncCallStackDepth', { maxDepth: 32 });
