// Calls three actions and a fourth one that is refused; zod checks every request and answer against the contract.
import { createApiClient } from './generated';

const hash = 'a6aa75587e5c59c32d347da438505fc3';
const api = createApiClient(process.argv[2]);

async function main(): Promise<void> {
  console.log((await api.post('/tracker/read', { hash, tracker_id: 123456 })).value.label);
  console.log((await api.post('/tracker/list', { hash })).list.length > 1);
  console.log(Object.keys((await api.post('/tracker/get_states', { hash, trackers: [265489] })).states));
  try {
    await api.post('/tracker/get_fuel', { hash, tracker_id: 888999 });
  } catch (e) {
    console.log(`refused with ${(e as { response: { data: { status: { code: number } } } }).response.data.status.code}`);
  }
}

main();
