/** What the calls that watch a catalogue have in common. */
@NullMarked
package dev.millrace.metadata.catalog.grpc;

import org.jspecify.annotations.NullMarked;
