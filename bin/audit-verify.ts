// npm run audit:verify -- --head FILE [--key KEY]: was the log of views and rights changed? Compares it with the heads that
// were sent off. FILE may be a journal or saved letters; what is no head is passed over. On the embedded database the
// server must be stopped: that database is one process's.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readConfig } from '$lib/server/config';
import { headsIn } from '$lib/server/db/audit-chain';
import { logIn, verifyLog, type Finding } from '$lib/server/db/audit-verify';
import { connect } from '$lib/server/db/connection';

const { values } = parseArgs({
	options: { head: { type: 'string' }, key: { type: 'string', multiple: true, default: [] } }
});

const says: Record<Finding['is'], string> = {
	gap: 'a link is missing',
	changed: 'an entry or a hash is not what it was',
	'entry-gone': 'the entry is gone',
	'front-gone': 'what stood before this is gone, and no entry says why',
	'shortened-too-early': 'taken out as too old, while a head shows that it was younger than twelve months',
	'shortening-not-borne-out':
		'taken out as too old; no head from before that shows that it was (is the file complete?)',
	'not-in-chain': 'an old entry is in no chain: it was added later, or kept out',
	'back-dated': 'the entry claims to be older than the head before it',
	'other-than-head': 'the chain is another one than was sent off',
	'shorter-than-head': 'the log ends before what was sent off',
	'head-not-signed': 'a head in the file is not signed by this installation',
	'head-of-another': 'a head in the file is of another installation',
	'heads-differ': 'two heads of this number are not the same',
	'heads-back-dated': 'a head claims to be older than the one before it'
};

if (!values.head) {
	console.error('Say where the heads are: npm run audit:verify -- --head FILE');
	process.exit(2);
}
const heads = headsIn(readFileSync(values.head, 'utf8'));
if (heads.length === 0) {
	console.error(`There is no head in ${values.head}`);
	process.exit(2);
}
const config = readConfig(process.env, true);
const connection = await connect(config.database, config.migrations);
const { entries, provenTo, provenAt, findings } = await verifyLog(logIn(connection.db), heads, values.key);
await connection.close();
console.log(
	`${entries} entries, ${heads.length} heads, signed by ${[...new Set(heads.map((h) => h.publicKey))].join(', ')}`
);
for (const { is, number } of findings.slice(0, 50)) console.log(`  ${number || '-'}: ${says[is]} (${is})`);
if (findings.length > 50) console.log(`  and ${findings.length - 50} more`);
console.log(
	findings.length === 0
		? `Nothing up to entry ${provenTo} (${provenAt?.toISOString()}) was changed, added, swapped or taken out.`
		: 'The log was changed.'
);
process.exitCode = findings.length === 0 ? 0 : 1;
