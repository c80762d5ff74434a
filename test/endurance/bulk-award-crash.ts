import { bulkAwardCrash } from '../integration/bulk-award-crash.ts';

bulkAwardCrash(500);
