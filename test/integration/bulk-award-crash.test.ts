import { bulkAwardCrash } from './bulk-award-crash.ts';

// With a course of 500: npm run endurance.
bulkAwardCrash(60);
