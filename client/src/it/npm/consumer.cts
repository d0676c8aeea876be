// A CommonJS program: the same package with require.
import { type Actions, ErrorCode, paths } from 'tracker-api-spec';
import contract = require('tracker-api-spec/openapi.json');

const request: Actions['/tracker/read']['request'] = { tracker_id: 123456 };
const known = Object.keys(contract.paths).length === Object.keys(paths).length && request.tracker_id > 0;
console.log(known && ErrorCode.DEVICE_BLOCKED === 208 ? 'same contract' : 'another contract');
