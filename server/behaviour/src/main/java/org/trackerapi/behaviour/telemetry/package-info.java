/** What devices do at any instant, as a pure function. */
package org.trackerapi.behaviour.telemetry;
