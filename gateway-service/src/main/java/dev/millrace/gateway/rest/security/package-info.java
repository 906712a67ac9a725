/** Who calls: Signature Version 4 in the header or in the query, or a bearer token, as steps of Spring Security's chain. */
@NullMarked
package dev.millrace.gateway.rest.security;

import org.jspecify.annotations.NullMarked;
