package dev.millrace.gateway.caller.bearer;

import dev.millrace.gateway.caller.Standing;
import dev.millrace.signing.Principal;

/** Somebody who has shown a token, and for how long that counts. */
public record Bearer(Principal principal, Standing standing) {}
