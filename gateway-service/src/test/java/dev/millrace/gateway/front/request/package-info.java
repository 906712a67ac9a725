@NullMarked
package dev.millrace.gateway.front.request;

import org.jspecify.annotations.NullMarked;
