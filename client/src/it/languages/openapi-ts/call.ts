// Calls three actions and a fourth one that is refused, with the functions that @hey-api/openapi-ts makes.
import { trackerGetFuel, trackerGetStates, trackerList, trackerRead } from './generated';
import { client } from './generated/client.gen';

const hash = 'a6aa75587e5c59c32d347da438505fc3';
client.setConfig({ baseUrl: process.argv[2] as 'http://127.0.0.1:8080/api-v2' });

async function main(): Promise<void> {
  const tracker = await trackerRead({ body: { hash, tracker_id: 123456 } });
  console.log(tracker.data?.value.label);
  const list = await trackerList({ body: { hash } });
  console.log((list.data?.list.length ?? 0) > 1);
  const states = await trackerGetStates({ body: { hash, trackers: [265489] } });
  console.log(Object.keys(states.data?.states ?? {}));
  const fuel = await trackerGetFuel({ body: { hash, tracker_id: 888999 }, headers: { 'X-Mock-Error': '208' } });
  console.log(`refused with ${fuel.error?.status.code}`);
}

main();
