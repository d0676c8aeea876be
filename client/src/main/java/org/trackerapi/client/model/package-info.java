/** Requests and answers, one class per schema of the contract. */
package org.trackerapi.client.model;
