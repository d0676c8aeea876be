// A program that has nothing but the types, the error numbers and the paths of the npm package.
import { type Actions, ErrorCode, type ErrorResponse, paths, type Tracker } from 'tracker-api-spec';

const baseUrl = process.argv[2];
const hash = 'a6aa75587e5c59c32d347da438505fc3';

async function call<P extends keyof Actions>(
  path: P,
  request: Actions[P]['request'],
  headers: Record<string, string> = {},
): Promise<Actions[P]['response']> {
  const answer = await fetch(baseUrl + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ hash, ...request }),
  });
  if (answer.ok) return (await answer.json()) as Actions[P]['response'];
  throw ((await answer.json()) as ErrorResponse).status;
}

const tracker: Tracker = (await call('/tracker/read', { tracker_id: 123456 })).value;
console.log(tracker.label);
console.log((await call(paths.trackerList, {})).list.length > 1);
console.log(Object.keys((await call(paths.trackerGetStates, { trackers: [265489] })).states));
// @ts-expect-error A request without its required parameter is no program.
const incomplete = (): Actions['/tracker/read']['request'] => ({});
const documented: Actions['/tracker/get_fuel']['error'] = ErrorCode.DEVICE_BLOCKED;
try {
  await call(paths.trackerGetFuel, { tracker_id: 888999 }, { 'X-Mock-Error': '208' });
} catch (status) {
  const { code } = status as ErrorResponse['status'];
  console.log(code === documented && !('tracker_id' in incomplete()) ? 'refused with 208' : status);
}
