// Calls three actions with POST and GET, from the full contract, and a fourth one that is refused.
import createClient from 'openapi-fetch';
import type { paths } from './generated';

const hash = 'a6aa75587e5c59c32d347da438505fc3';
const api = createClient<paths>({ baseUrl: process.argv[2], headers: { Authorization: `NVX ${hash}` } });

async function main(): Promise<void> {
  const tracker = await api.POST('/tracker/read', { body: { tracker_id: 123456 } });
  console.log(tracker.data?.value.label);
  const list = await api.GET('/tracker/list', { params: { query: { labels: JSON.stringify(['van', 'lock']) } } });
  console.log((list.data?.list.length ?? 0) > 1);
  const states = await api.POST('/tracker/get_states', { body: { trackers: [265489] } });
  console.log(Object.keys(states.data?.states ?? {}));
  const fuel = await api.POST('/tracker/get_fuel', {
    body: { tracker_id: 888999 },
    headers: { 'X-Mock-Error': '208' },
  });
  console.log(`refused with ${fuel.error?.status.code}`);
}

main();
