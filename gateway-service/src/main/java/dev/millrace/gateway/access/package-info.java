/**
 * Whether a caller may do what it asks for: what a request is done to, which policies have a say in it, and what conditions may
 * ask about it. The evaluation itself is the access-policy library's.
 */
@NullMarked
package dev.millrace.gateway.access;

import org.jspecify.annotations.NullMarked;
