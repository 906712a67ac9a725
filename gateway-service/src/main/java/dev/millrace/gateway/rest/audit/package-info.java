/** Events as a resource, and the record of requests that come to no operation. */
@NullMarked
package dev.millrace.gateway.rest.audit;

import org.jspecify.annotations.NullMarked;
