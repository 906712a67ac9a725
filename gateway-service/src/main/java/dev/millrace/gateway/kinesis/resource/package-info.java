/** What is attached to streams and consumers: tags and policies. */
@NullMarked
package dev.millrace.gateway.kinesis.resource;

import org.jspecify.annotations.NullMarked;
