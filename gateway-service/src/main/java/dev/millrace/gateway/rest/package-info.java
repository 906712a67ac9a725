/** The face for people. What stands here now is its lock: nothing of it is open. */
@NullMarked
package dev.millrace.gateway.rest;

import org.jspecify.annotations.NullMarked;
