package dev.millrace.policy;

/** A value of a policy that a text of a request is held against; policy variables in it are replaced by the request's. */
interface RequestPattern {
    boolean matches(String text, AccessRequest request);
}
