// Calls three actions, and a fourth one that is refused.
import { Configuration, InventoryApi, ResponseError, TelemetryApi } from './generated';

const hash = 'a6aa75587e5c59c32d347da438505fc3';
const basePath = process.argv[2];
const configuration = new Configuration({ basePath });

async function main(): Promise<void> {
  const inventory = new InventoryApi(configuration);
  const tracker = await inventory.trackerRead({ readRequest: { hash, trackerId: 123456 } });
  console.log(tracker.value.label);
  console.log((await inventory.trackerList({ listRequest: { hash } })).list.length > 1);
  const states = await new TelemetryApi(configuration).trackerGetStates({
    getStatesRequest: { hash, trackers: [265489] },
  });
  console.log(Object.keys(states.states));
  const refused = new TelemetryApi(new Configuration({ basePath, headers: { 'X-Mock-Error': '208' } }));
  try {
    await refused.trackerGetFuel({ getFuelRequest: { hash, trackerId: 888999 } });
  } catch (e) {
    if (!(e instanceof ResponseError)) throw e;
    const error: { status: { code: number } } = await e.response.json();
    console.log(`refused with ${error.status.code}`);
  }
}

main();
