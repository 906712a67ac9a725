/** The ports: what they speak, what bounds them, and which face a request goes to. */
@NullMarked
package dev.millrace.gateway.front.listener;

import org.jspecify.annotations.NullMarked;
