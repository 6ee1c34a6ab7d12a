import assert from 'node:assert/strict';
import type { MappedLoc, ToWebview } from '../../protocol/webview';
import { awaitedText } from '../../webview/awaited';
import { Facts } from '../../webview/facts';
import type { Intake } from '../../webview/intake';
import { Places } from '../../webview/places';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

/** What the first await of a trace waits for; `called` is what the source says at each line. */
function label(trace: string, called: Readonly<Record<number, string>> = {}, awaited = ''): string {
  const model = modelOf(trace);
  const places = new Places();
  const locs = model.streams[0]!.tables.locs.slice(1).map((loc): MappedLoc => {
    const name = called[loc!.line];
    return {
      file: 0,
      line: loc!.line,
      column: 1,
      name: '',
      ...(name !== undefined && { called: name }),
      ...(awaited !== '' && { awaited }),
    };
  });
  const message: ToWebview = {
    type: 'sites',
    source: 0,
    stream: 0,
    first: 1,
    files: ['/a.js'],
    labels: ['a.js'],
    locs,
  };
  places.add(message);
  return awaitedText(new Facts({ model, keys: ['0:0'] } as unknown as Intake, places, new Say()), 0);
}

describe('what an await waits for', () => {
  it('is the call of a task', () => {
    assert.equal(
      label('0 A start main@1\n1 B start load@2\n2 B suspend @3 on p\n3 A suspend @4 on B').slice(0, 4),
      'a pr',
    );
    assert.equal(label('0 A start main@1\n1 B start load@2\n2 A suspend @4 on B'), 'load()');
  });

  it('is a timer, with its time, also behind a promise of the program', () => {
    const timer =
      '0 A start main@1\n1 resource r3 Timeout @4\n2 timer r3 20\n3 promise p new @4\n4 A suspend @5 on p\n5 call r3\n6 settle p fulfilled\n7 after';
    assert.equal(label(timer), 'timer 20 ms');
    assert.equal(label(timer, { 4: 'setTimeout' }), 'timer 20 ms');
  });

  it('is what the source says was called, and where it does not say, what Node says', () => {
    const file =
      '0 A start main@1\n1 resource r3 FSREQPROMISE @4\n2 promise p internal @4\n3 A suspend @5 on p\n5 call r3\n6 settle p fulfilled\n7 after';
    assert.equal(label(file, { 4: 'readFile' }), 'readFile()');
    assert.equal(label(file), 'file system');
    assert.equal(label(file.replace('FSREQPROMISE', 'SOMEWRAP')), 'SOMEWRAP');
  });

  it('is what the source says is awaited, where nothing surer is known', () => {
    const awaits = (what: string): string => label(`0 A start main@1\n1 A suspend @3 on ${what}`, {}, 'gate');
    assert.equal(awaits('p'), 'gate');
    assert.equal(awaits('thenable'), 'gate');
    assert.equal(awaits('value'), 'gate');
    const made = (maker: string): string =>
      label(`0 A start main@1\n1 promise p ${maker} @2\n2 A suspend @3 on p`, {}, 'gate');
    assert.equal(made('new'), 'gate');
    assert.equal(made('all'), 'Promise.all()');
  });

  it('is a combinator or a chain by its name, and never more than is known', () => {
    assert.equal(label('0 A start main@1\n1 promise p all @2\n2 A suspend @3 on p'), 'Promise.all()');
    assert.equal(label('0 A start main@1\n1 promise p then @2\n2 A suspend @3 on p'), '.then()');
    assert.equal(
      label('0 A start main@1\n1 promise p then @2\n2 A suspend @3 on p', { 2: 'catch' }),
      '.catch()',
    );
    assert.equal(label('0 A start main@1\n2 A suspend @3 on p'), 'a promise');
    assert.equal(label('0 A start main@1\n2 A suspend @3 on value'), 'a value, no promise');
  });
});
