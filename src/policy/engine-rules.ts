/** Ids under which a trace tells what the engine itself did, beside the rules. */

/** What a revision kept of the plan before it. */
export const revisionRule = 'I-02';
/** Owners and approvers that the host's settings name for a stage. */
export const hostRule = 'I-03';
