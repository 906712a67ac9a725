/** Event loops, and bounds on what is held in memory while bytes come in and go out. */
@NullMarked
package dev.millrace.gateway.front.transfer;

import org.jspecify.annotations.NullMarked;
