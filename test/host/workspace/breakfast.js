const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function toast() {
  await pause(5);
  return 'toast';
}

async function breakfast() {
  const ready = await toast();
  console.log(ready);
}

breakfast();
