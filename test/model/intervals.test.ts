import assert from 'node:assert/strict';
import { SEGMENT_NAMES, segmentsOf, visitSegments } from '../../model/intervals';
import { drawTasks, modelOf } from '../support/trace-text';

describe('Segments of a task', () => {
  it('are as long as they lasted, on the time axis', () => {
    const model = modelOf(`
       0 A start main@1
      20 A suspend @2 on p
      40 settle p fulfilled
      60 A resume
      80 A end fulfilled`);
    assert.equal(drawTasks(model, 10), 'main  ##..--##');
  });

  it('are one step an event on the order axis', () => {
    const model = modelOf(`
       0 A start main@1
      20 A suspend @2 on p
      40 call r3
      40 settle p fulfilled
      60 A resume
      80 A end fulfilled`);
    assert.equal(drawTasks(model), 'main  #..-#');
  });

  it('tell which await they belong to', () => {
    const model = modelOf(`
       0 A start main@1
       1 A suspend @2 on p
       2 settle p
       3 A resume
       4 A suspend @3 on q
       5 settle q
       6 A resume
       7 A end`);
    assert.deepEqual(
      segmentsOf(model, 0).map((s) => `${s.state} ${s.await} ${s.start}-${s.end} #${s.startSeq}-${s.endSeq}`),
      [
        'running -1 0-1 #1-2',
        'waiting 0 1-2 #2-3',
        'ready 0 2-3 #3-4',
        'running 0 3-4 #4-5',
        'waiting 1 4-5 #5-6',
        'ready 1 5-6 #6-7',
        'running 1 6-7 #7-8',
      ],
    );
  });

  it('can be visited from an await on, until there are enough', () => {
    const model = modelOf(`
       0 A start main@1
       1 A suspend @2 on p
       2 settle p
       3 A resume
       4 A suspend @3 on q
       5 settle q
       6 A resume
       7 A suspend @4 on r
       8 A end`);
    const seen: string[] = [];
    visitSegments(
      model,
      0,
      (state, start, end) => {
        seen.push(`${SEGMENT_NAMES[state]} ${start}-${end}`);
        return seen.length < 3;
      },
      1,
    );
    assert.deepEqual(seen, ['waiting 4-5', 'ready 5-6', 'running 6-7']);
  });

  it('leave out the waiting for what had settled before', () => {
    const model = modelOf(`
       0 settle p fulfilled
      10 A start main@1
      20 A suspend @2 on p
      40 A resume
      50 A end`);
    assert.equal(drawTasks(model, 10), 'main   #--#');
    assert.equal(drawTasks(model), 'main   #-#');
  });

  it('keep what took no time but has its place in the order', () => {
    const model = modelOf('0 A start main@1\n5 A suspend @2 on p\n5 settle p\n5 A resume\n9 A end');
    assert.equal(drawTasks(model, 1), 'main  #########');
    assert.equal(drawTasks(model), 'main  #.-#');
  });

  it('wait up to the resume where nobody saw the promise settle', () => {
    const model = modelOf('0 A start main@1\n10 A suspend @2 on p\n30 A resume\n40 A end');
    assert.equal(drawTasks(model, 10), 'main  #..#');
  });

  it('reach to the last event where the task is not finished', () => {
    const model = modelOf(`
       0 A start waits@1
       0 A suspend @2 on p
      10 B start ready@1
      10 B suspend @2 on q
      20 settle q
      30 C start left@1
      40 C leave
      50 D start runs@1
      70 print "last"`);
    assert.equal(
      drawTasks(model, 10),
      [
        'waits  ???????', //
        'ready   .-----',
        'left      #~~~',
        'runs        ##',
      ].join('\n'),
    );
  });

  it('end a task that was never seen to resume where it ended', () => {
    const model = modelOf('0 A start main@1\n10 A suspend @2 on p\n30 A end\n90 print "x"');
    assert.equal(drawTasks(model, 10), 'main  #..');
  });

  it('begin with the first event of a task that began before the recording', () => {
    assert.equal(drawTasks(modelOf('0 print "x"\n20 A suspend @2 on p\n40 print "x"'), 10), '?    ??');
  });

  it('follow one another without a gap, to the end', () => {
    const model = modelOf(`
       0 A start main@1
       3 A suspend @2 on value value
       5 A resume
       7 A suspend @3 on p
      11 settle p
      12 A resume
      20 A leave
      31 A end`);
    const segments = segmentsOf(model, 0);
    segments.slice(1).forEach((s, i) => {
      assert.equal(s.start, segments[i]!.end);
      assert.equal(s.startSeq, segments[i]!.endSeq);
    });
    assert.equal(segments.at(-1)!.state, 'left');
    assert.equal(segments.at(-1)!.end, 31);
  });
});
