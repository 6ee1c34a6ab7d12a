// The least that any tracer of this kind costs: every hook it needs, and nothing in them.
'use strict';
const { createHook } = require('node:async_hooks');
const { promiseHooks } = require('node:v8');
promiseHooks.createHook({ init() {}, before() {}, after() {}, settled() {} });
const hook = createHook({ init() {}, before() {}, after() {}, trackPromises: false });
const noPromises = Object.getOwnPropertySymbols(hook).find((s) => s.description === 'kNoPromiseHook');
if (noPromises) hook[noPromises] = true;
hook.enable();
