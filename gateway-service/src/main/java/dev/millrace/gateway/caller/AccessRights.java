package dev.millrace.gateway.caller;

import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.policy.Caller;

/**
 * A caller as policies see it, and the policies that bind it wherever it goes; that of the resource is for whoever decides to
 * add.
 */
public record AccessRights(Caller caller, ApplicablePolicies policies) {}
