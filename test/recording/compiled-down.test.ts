import assert from 'node:assert/strict';
import { isCompiledDown } from '../../recording/compiled-down';

describe('isCompiledDown', () => {
  it('knows the helpers of TypeScript, Babel and swc', () => {
    assert.ok(isCompiledDown('return __awaiter(void 0, void 0, void 0, function () {});'));
    assert.ok(isCompiledDown('var _f = _asyncToGenerator(function* () {});'));
    assert.ok(isCompiledDown('_async_to_generator(function*() {})'));
    assert.ok(isCompiledDown('regeneratorRuntime.mark(function f() {})'));
  });

  it('leaves a file alone that has async functions too', () => {
    assert.equal(isCompiledDown('__awaiter(x); async function f() {}'), false);
  });
});
