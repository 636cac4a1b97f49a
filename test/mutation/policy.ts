import './glob.ts';

// The tests of src/policy as one file: a mutant then loads the sources once, and not once for each file of tests.
import.meta.glob(['../policy/**/*.test.ts'], { eager: true });
