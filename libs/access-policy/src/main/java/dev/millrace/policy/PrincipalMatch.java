package dev.millrace.policy;

/**
 * How closely a resource policy names a caller. Within one account it decides what else must allow a request that the
 * policy allows.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html">Evaluation
 *     within a single account</a>
 */
enum PrincipalMatch {
    /** Not at all. */
    NONE,

    /** By its account: the account is left to decide, so the caller's identity policies must allow the request too. */
    ACCOUNT,

    /** By its role: enough in place of the role's policies, within the role's boundary and the session's policies. */
    ROLE,

    /** By its own ARN, or as everyone: enough alone. */
    CALLER;

    PrincipalMatch orCloser(PrincipalMatch other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
