/** One file per message of the API: requests that decode themselves, responses that write themselves. */
@NullMarked
package dev.millrace.protocol.message;

import org.jspecify.annotations.NullMarked;
