/** Accounts, users and trackers: what is stored, how it is changed, and where it comes from. */
package org.trackerapi.behaviour.fleet;
