/** AWS CloudTrail: looks up the events that calls have left behind. */
@NullMarked
package dev.millrace.gateway.cloudtrail;

import org.jspecify.annotations.NullMarked;
