/**
 * Two ordinary functions, called one after the other: each runs to its end before the next begins.
 *
 * On the timeline: four printed lines and no lane. A lane is a call of an async function, and there is none: nothing ever
 * waits, so nothing can come between.
 *
 * Unlike Python: no difference. Without an await the two languages work alike.
 */
function func1() {
  console.log(1);
  // whatever else it does
  console.log(2);
}

function func2() {
  console.log(3);
  // whatever else it does
  console.log(4);
}

func1();
func2();
