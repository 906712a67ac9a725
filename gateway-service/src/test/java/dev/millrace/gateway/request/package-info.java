@NullMarked
package dev.millrace.gateway.request;

import org.jspecify.annotations.NullMarked;
