@NullMarked
package dev.millrace.gateway.front.listener;

import org.jspecify.annotations.NullMarked;
