/** Measurements, side by side with what does less. */
package org.trackerapi.benchmark;
