/**
 * One event for each call, in the form of AWS CloudTrail: who did what to what, from where, and what it came to. Never what
 * records hold.
 */
@NullMarked
package dev.millrace.gateway.audit;

import org.jspecify.annotations.NullMarked;
