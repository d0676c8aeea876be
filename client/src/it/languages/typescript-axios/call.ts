// Calls three actions, and a fourth one that is refused.
import { isAxiosError } from 'axios';
import { Configuration, InventoryApi, TelemetryApi } from './generated';

const hash = 'a6aa75587e5c59c32d347da438505fc3';
const basePath = process.argv[2];
const configuration = new Configuration({ basePath });

async function main(): Promise<void> {
  const inventory = new InventoryApi(configuration);
  const tracker = await inventory.trackerRead({ hash, tracker_id: 123456 });
  console.log(tracker.data.value.label);
  console.log((await inventory.trackerList({ hash })).data.list.length > 1);
  const states = await new TelemetryApi(configuration).trackerGetStates({ hash, trackers: [265489] });
  console.log(Object.keys(states.data.states));
  const refused = new TelemetryApi(
    new Configuration({ basePath, baseOptions: { headers: { 'X-Mock-Error': '208' } } }),
  );
  try {
    await refused.trackerGetFuel({ hash, tracker_id: 888999 });
  } catch (e) {
    if (!isAxiosError(e)) throw e;
    console.log(`refused with ${e.response?.data.status.code}`);
  }
}

main();
