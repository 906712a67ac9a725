@NullMarked
package dev.millrace.gateway.listener;

import org.jspecify.annotations.NullMarked;
