/** Callers with a bearer token: whether an issuer that is trusted made it for us, and which role or user it stands for. */
@NullMarked
package dev.millrace.gateway.caller.bearer;

import org.jspecify.annotations.NullMarked;
