@NullMarked
package dev.millrace.service;

import org.jspecify.annotations.NullMarked;
