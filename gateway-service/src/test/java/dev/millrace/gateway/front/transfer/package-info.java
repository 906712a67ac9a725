@NullMarked
package dev.millrace.gateway.front.transfer;

import org.jspecify.annotations.NullMarked;
