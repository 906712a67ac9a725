/** The frames in which SubscribeToShard pushes events. */
@NullMarked
package dev.millrace.protocol.eventstream;

import org.jspecify.annotations.NullMarked;
