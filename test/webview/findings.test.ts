import assert from 'node:assert/strict';
import { findingsOf } from '../../model/findings';
import { sentFindings } from '../../model/findings/sent';
import type { Model } from '../../model/model';
import { Facts } from '../../webview/facts';
import { Findings } from '../../webview/findings';
import type { Intake } from '../../webview/intake';
import { Places } from '../../webview/places';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

const HANGS = '0 A start main@1\n1 A suspend @2 on p\n2 B start other@3\n3 B suspend @4 on q';

function factsOf(model: Model): Facts {
  const facts = new Facts({ model, keys: ['0:0'] } as unknown as Intake, new Places(), new Say());
  facts.over = true;
  return facts;
}

describe('findings of a page', () => {
  const found = {
    rule: 'return-await',
    severity: 'hint',
    message: { code: '', args: {} },
    at: [],
    evidence: [],
  } as const;

  it('are those of its host, which has the sources', () => {
    const model = modelOf(HANGS);
    const findings = new Findings();
    findings.give(structuredClone(sentFindings(model, [{ ...found, tasks: [1] }])));
    findings.update(factsOf(model));
    assert.deepEqual([findings.withSources, findings.marks.map(({ task }) => task)], [true, [1]]);
  });

  it('take the place of its own, should they come late', () => {
    const facts = factsOf(modelOf(HANGS));
    const findings = new Findings();
    findings.update(facts);
    assert.equal(findings.withSources, false);
    findings.give(sentFindings(facts.tables, [{ ...found, awaits: [0] }]));
    assert.ok(findings.due(facts));
    findings.update(facts);
    assert.deepEqual([findings.withSources, findings.marks.map(({ seq }) => seq)], [true, [2]]);
  });

  it('are its own where those of the host are of other rows', () => {
    const facts = factsOf(modelOf(HANGS));
    const other = modelOf('0 X start none@1\n' + HANGS.replaceAll(/^(\d+)/gm, (n) => String(Number(n) + 1)));
    const findings = new Findings();
    findings.give(sentFindings(other, [{ ...found, tasks: [1] }]));
    findings.update(facts);
    assert.equal(findings.withSources, false);
    assert.equal(findings.marks.length, findingsOf(facts.tables, { site: () => null }).length);
  });
});
