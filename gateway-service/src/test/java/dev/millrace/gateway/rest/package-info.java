@NullMarked
package dev.millrace.gateway.rest;

import org.jspecify.annotations.NullMarked;
