import './glob.ts';

// The tests of src/reply as one file: a mutant then loads the sources once, and not once for each file of tests.
import.meta.glob(['../reply/**/*.test.ts'], { eager: true });
