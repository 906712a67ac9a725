/** AWS CloudTrail: looks up the events that calls have left behind. */
@NullMarked
package dev.millrace.gateway.trail;

import org.jspecify.annotations.NullMarked;
