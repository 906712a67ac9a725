/**
 * Who calls, from where and by what right to call: identities as a local copy that the metadata service keeps fresh, whose keys sign, and
 * what their owners may do.
 */
@NullMarked
package dev.millrace.gateway.caller;

import org.jspecify.annotations.NullMarked;
