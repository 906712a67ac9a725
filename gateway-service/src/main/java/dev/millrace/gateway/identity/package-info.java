/** Who there is, as a local copy that the metadata service keeps fresh: whose keys sign, and what their owners may do. */
@NullMarked
package dev.millrace.gateway.identity;

import org.jspecify.annotations.NullMarked;
